import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import { ProposalJob, ProposalRequest } from '../../contract/proposals.ts';
import { refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { proposalJobs } from './proposal-jobs.ts';
import { siteGrounds } from './site-ground.ts';
import { startProposal } from './start-proposal.ts';

const TAGS = ['zones'];
/** Room for the zones of an earlier answer. */
const BODY_BYTES = 8 * 1024 * 1024;
const ID_WORDS = 'the id of a search, as POST /api/proposals gave it';
const Id = z.object({ id: z.uuid(ID_WORDS).describe('As POST /api/proposals gave it') });

/** Zones that the system proposes. Searches belong to this process, and are forgotten an hour after they ended. */
export const proposalRoutes: Routes = async (app, { db, land, clock }) => {
  const jobs = proposalJobs((error) => app.log.error({ err: error }, 'a search for zones stopped'));
  const grounds = siteGrounds();
  app.addHook('onClose', async () => jobs.close());
  app.addHook('onRequest', async (_, reply) => {
    reply.header('cache-control', 'private, no-store');
  });

  app.post(
    '/api/proposals',
    {
      config: { action: 'plan', rate: 'costly' },
      bodyLimit: BODY_BYTES,
      schema: {
        operationId: 'proposeZones',
        summary: 'Search for zones that free a target at the least loss',
        description:
          'Answered at once; the job at Location tells how far it is and holds the proposals when it is done. The same request finds the same zones. With `from` the first proposal loses no more than those zones do: give it the answer to a tighter request, and loosening never raises the loss.',
        tags: TAGS,
        body: ProposalRequest,
        response: {
          202: ProposalJob,
          ...refusals(
            'jurisdiction-not-found',
            'year-without-data',
            'revision-superseded',
            'parcel-not-found',
            'zone-sizes-contradict',
            'proposal-target-too-large',
            'locks-contradict',
            'control-line-missing',
            'proposals-busy',
            'media-type-unsupported',
          ),
        },
      },
    },
    async ({ body, actor }, reply) => {
      const job = await startProposal({ db, land, clock }, actor, { jobs, grounds }, body);
      return reply.code(202).header('location', `/api/proposals/${job.id}`).send(job);
    },
  );

  app.get(
    '/api/proposals/:id',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'readProposals',
        summary: 'How far a search for zones is, and what it found',
        tags: TAGS,
        params: Id,
        response: { 200: ProposalJob, ...refusals('proposal-not-found') },
      },
    },
    async ({ params, actor }) => requireJob(jobs.find(actor, params.id), params.id),
  );

  app.delete(
    '/api/proposals/:id',
    {
      config: { action: 'plan' },
      schema: {
        operationId: 'cancelProposals',
        summary: 'Stop a search for zones',
        tags: TAGS,
        params: Id,
        response: {
          200: ProposalJob.describe('As it then is; one that had ended stays as it was'),
          ...refusals('proposal-not-found'),
        },
      },
    },
    async ({ params, actor }) => requireJob(jobs.cancel(actor, params.id), params.id),
  );
};

function requireJob(job: ProposalJob | null, id: string): ProposalJob {
  if (job) return job;
  throw new Problem(
    'proposal-not-found',
    `没有编号为 ${id} 的方案搜索，或已过一小时；请重新搜索。 No search has the id ${id}, or it ended over an hour ago: search again.`,
    'params.id',
  );
}
