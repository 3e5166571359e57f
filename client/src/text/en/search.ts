import type { search as zh } from '../zh/search.ts';

export const search: typeof zh = {
  label: 'Search',
  placeholder: 'Parcel code, enterprise, town or park',
  kinds: { parcel: 'Parcels', enterprise: 'Enterprises', town: 'Towns', park: 'Parks' },
  none: (q) => `Nothing matches “${q}”`,
  hint: 'Type part of a code or two characters of a name',
};
