/** Said when the dates of a stage change: what hangs on them, in other rooms too, moves with them. */
import { eventType } from '#shared/event.ts';
import { operationKind } from './rights.ts';

export const stageRevised = eventType({
  name: 'operation.stage-revised.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    stage: 'open',
    start: 'open',
    end: 'open',
    startTime: 'open',
    endTime: 'open',
    confirmed: 'open',
    reason: 'personal',
    source: 'open',
  },
  text: { id: 'Tanggal tahapan direvisi', en: 'Dates of a stage revised' },
});
