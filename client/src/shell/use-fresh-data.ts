import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { healthQuery, jurisdictionsQuery } from '../api/queries.ts';
import { mapTrouble } from '../map/map-state.ts';

/** Asks for everything anew once the server speaks of another revision; a superseded tile makes it ask at once. */
export function useFreshData(): void {
  const client = useQueryClient();
  const { data: health } = useQuery(healthQuery());
  const { data: places } = useQuery(jurisdictionsQuery());
  const trouble = mapTrouble.use();
  const isBehind = health !== undefined && places !== undefined && places.revision < health.revision;
  useEffect(() => {
    if (isBehind) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'health' });
  }, [client, isBehind]);
  useEffect(() => {
    if (trouble === 'superseded') void client.invalidateQueries({ queryKey: ['health'] });
  }, [client, trouble]);
}
