import { JurisdictionList } from '../../contract/api.ts';
import { currentRevision } from '../../db/revision.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { findJurisdictions } from './jurisdictions.queries.ts';

export const jurisdictionRoutes: Routes = async (app, { db }) => {
  app.get(
    '/api/jurisdictions',
    {
      config: { action: 'see-land' },
      schema: {
        operationId: 'listJurisdictions',
        summary: 'Jurisdictions with their places, programmes and years',
        tags: ['places'],
        response: { 200: JurisdictionList, ...refusals() },
      },
    },
    async ({ actor }) => ({
      revision: (await currentRevision(db)).id,
      items: await findJurisdictions(db, actor.scope),
    }),
  );
};
