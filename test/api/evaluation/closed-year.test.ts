import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { OPEN_ACTOR } from '../../../server/src/domain/scope.ts';
import { closeYear } from '../../../server/src/features/assessment/close-year.ts';
import { TEST_NOW } from '../../support/app.ts';
import { assessAll } from '../../support/assess-all.ts';
import { lines } from '../../support/lines.ts';
import { BELOW, definition, tenEnterprises } from '../../support/ten-enterprises.ts';

const { ask, classes, db, plant, post, publish } = await tenEnterprises();

describe('a closed year', () => {
  beforeEach(async () => {
    await plant();
    await closeYear({ db, clock: () => TEST_NOW }, OPEN_ACTOR, { jurisdiction: 'zhuji', year: 2024 });
  });

  it('takes no method, stays previewable, and leaves other years open', async () => {
    const before = await classes(2024);
    expect(await publish()).toMatchObject({ status: 409, body: { type: 'year-closed', place: 'year' } });
    expect(await classes(2024)).toEqual(before);
    expect(await post('preview', { ...BELOW, definition: definition() })).toMatchObject({ status: 200 });
    expect(await publish({}, { year: 2023 })).toMatchObject({ status: 200 });
    expect((await ask('/api/evaluation?jurisdiction=zhuji&year=2024')).body.closedAt).toBe('2026-06-30T04:00:00Z');
  });

  it('keeps its classes, whatever becomes known of it later', async () => {
    const before = [await classes(2023), await classes(2024)];
    await db.execute(sql`UPDATE indicators SET tax_10k_yuan = 1000 - tax_10k_yuan`);
    await assessAll(db, { reason: 'again' });
    expect(await classes(2024)).toEqual(before[1]);
    expect(await classes(2023)).not.toEqual(before[0]);
  });

  it('stays closed since the day it was, and keeps an older starting method', async () => {
    const later = new Date('2027-01-01T00:00:00Z');
    expect(await closeYear({ db, clock: () => later }, OPEN_ACTOR, { jurisdiction: 'zhuji', year: 2024 })).toEqual({
      jurisdiction: 'zhuji',
      year: 2024,
      closedAt: '2026-06-30T04:00:00Z',
      wasClosed: true,
    });
    await db.execute(sql`UPDATE evaluation_methods SET version = 0, starting_version = 0`);
    await assessAll(db, { jurisdictionIds: [1], reason: 'again' });
    const used = await lines(
      db,
      sql`SELECT DISTINCT v.year || ' v' || m.version AS line FROM evaluations v JOIN evaluation_methods m ON m.id = v.method_id ORDER BY 1`,
    );
    expect(used).toEqual(['2023 v1', '2024 v0']);
  });
});
