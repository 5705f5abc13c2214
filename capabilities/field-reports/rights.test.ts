import fc from 'fast-check';
import { describe, it } from 'vitest';
import { abilitiesOf } from '#server/abilities.ts';
import type { Actor } from '#shared/permission.ts';
import type { Attributes, RecordKind } from '#shared/visibility.ts';
import { answerableReports, fieldReportKind, fieldReportTotals } from './rights.ts';

const abilities = abilitiesOf([answerableReports, fieldReportKind, fieldReportTotals]);
const sees = (actor: Actor, kind: RecordKind, record: Attributes) =>
  abilities.of(actor).sees(kind.name, record);

describe('what is about an agency', () => {
  const agencies = ['polres', 'kpu', 'bawaslu'];
  const roles = [
    'kaops',
    'karendalops',
    'agency-officer',
    'liaison',
    'field-officer',
    'auditor',
    'administrator',
  ];
  const agencyOrNone = fc.option(fc.constantFrom(...agencies), { nil: null });
  const area = fc.constantFrom('', '31', '31.73', '31.73.01', '53');
  const someone = fc.record({
    agencyId: agencyOrNone,
    grants: fc.array(
      fc.record({
        role: fc.constantFrom(...roles),
        agencyId: agencyOrNone,
        areas: fc.array(area, { minLength: 1, maxLength: 2 }),
        operationId: fc.option(fc.constantFrom('one', 'two'), { nil: null }),
      }),
      { maxLength: 4 },
    ),
  });
  const record = fc.record({
    operation: fc.constantFrom('one', 'two'),
    area: fc.constantFrom('31.73', '31.73.01.1001', '53.71.01'),
    addressee: agencyOrNone,
    about: agencyOrNone,
    reporter: fc.constantFrom('me', 'somebody'),
  });
  const actorOf = (part: Pick<Actor, 'agencyId' | 'grants'>): Actor => {
    return { kind: 'person', userId: 'me', sessionId: '', ...part };
  };

  it('is never seen, counted or answered there, whatever roles somebody holds, unless they sent it', () => {
    fc.assert(
      fc.property(someone, record, (part, report) => {
        const actor = actorOf(part);
        const isHidden =
          report.about !== null && (report.about === actor.agencyId || actor.agencyId === null);
        if (!isHidden) return true;
        if (sees(actor, answerableReports, report)) return false;
        if (report.reporter === 'me') return true;
        return ![fieldReportKind, fieldReportTotals].some((seen) => sees(actor, seen, report));
      }),
      { numRuns: 2000 },
    );
  });

  it('what can be answered can be seen, and what can be seen is counted', () => {
    fc.assert(
      fc.property(someone, record, (part, report) => {
        const actor = actorOf(part);
        const answers = sees(actor, answerableReports, report);
        const reads = sees(actor, fieldReportKind, report);
        const counts = sees(actor, fieldReportTotals, report);
        return (!answers || reads) && (!reads || counts);
      }),
      { numRuns: 2000 },
    );
  });
});
