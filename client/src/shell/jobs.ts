import type { ComponentType } from 'react';
import type { Job } from '../url/view.ts';

type Loaded = Promise<{ default: ComponentType }>;
type JobPanel = {
  /** panel: docked beside the map; page: in the place of the map. */
  readonly place: 'panel' | 'page';
  /** Which end of the rail the entry stands at. */
  readonly end: 'top' | 'bottom';
  readonly load: () => Loaded;
};

/** Jobs other than the map itself. Their code comes when they are first opened. */
export const JOB_PANELS: Record<Exclude<Job, 'map'>, JobPanel> = {
  find: {
    place: 'panel',
    end: 'top',
    load: async () => ({ default: (await import('../panels/find/find-panel.tsx')).FindPanel }),
  },
  evaluation: {
    place: 'page',
    end: 'top',
    load: async () => ({ default: (await import('../panels/evaluation/evaluation-panel.tsx')).EvaluationPanel }),
  },
  zones: {
    place: 'panel',
    end: 'top',
    load: async () => ({ default: (await import('../panels/zones/zones-panel.tsx')).ZonesPanel }),
  },
  tally: {
    place: 'page',
    end: 'top',
    load: async () => ({ default: (await import('../panels/tally/tally-panel.tsx')).TallyPanel }),
  },
  imports: {
    place: 'page',
    end: 'bottom',
    load: async () => ({ default: (await import('../panels/imports/imports-panel.tsx')).ImportsPanel }),
  },
  programme: {
    place: 'page',
    end: 'bottom',
    load: async () => ({ default: (await import('../panels/programme/programme-panel.tsx')).ProgrammePanel }),
  },
};
