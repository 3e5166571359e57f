-- Firms in buildings of several storeys own or rent floor area, not land. The evaluation method says how it stands for land.

COMMENT ON COLUMN occupancies.area_m2 IS 'Land area, m²; NULL where the floor area stands for it, and where that is NULL too the whole parcel';
COMMENT ON COLUMN occupancies.floor_area_m2 IS 'Floor area bought or let, m², which stands for land where area_m2 is NULL; NULL is not known';
