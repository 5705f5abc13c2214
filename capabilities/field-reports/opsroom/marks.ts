import type { Shape, Tone } from '#web/ui/index.ts';
import type { HelpNeeded, ReportState } from '../contract.ts';

export const stateMarks: Record<ReportState, { shape: Shape; tone: Tone }> = {
  received: { shape: 'ring', tone: 'alarm' },
  read: { shape: 'half', tone: 'quiet' },
  acted: { shape: 'circle', tone: 'accent' },
  answered: { shape: 'circle', tone: 'done' },
};

export const emergencyMark: { shape: Shape; tone: Tone } = { shape: 'triangle', tone: 'alarm' };

/** Somebody calls for help who is off duty: as urgent, but another person may stand at the post. */
export const afterShiftMark: { shape: Shape; tone: Tone } = { shape: 'half', tone: 'quiet' };

export const helpMarks: Record<HelpNeeded, { shape: Shape; tone: Tone }> = {
  now: { shape: 'triangle', tone: 'alarm' },
  later: { shape: 'triangle', tone: 'quiet' },
  no: { shape: 'ring', tone: 'quiet' },
};
