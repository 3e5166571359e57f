import type { occupancy as zh } from '../zh/occupancy.ts';

export const occupancy: typeof zh = {
  floorArea: 'Rented floors as land',
  floorAreaRule: {
    'by-far': 'By floor area ratio',
    'by-share': 'By share of floors in use',
    'not-counted': 'Not counted',
  },
  tenants: 'Tenants',
  tenantRule: {
    'own-class': 'Rated by themselves',
    'holder-class': 'Class of the land holder',
    'holder-class-outside-parks': 'Holder’s class outside parks',
    'merged-with-holder': 'Rated as one with the holder',
  },
  difference: 'Land of rented floors and rating of tenants',
};
