import { describe, expect, it } from 'vitest';
import type { ReportBrief } from '#rooms/field-reports/contract.ts';
import { decideMove, inherit, levelByItself, type Mover, moves, type Standing, titleFrom } from './rules.ts';

const kpu = 'agency-kpu';
const polres = 'agency-polres';
const me: Mover = { userId: 'me', agencyId: kpu, mayHold: true };
const open: Standing = { state: 'open', holder: null, addressee: { id: kpu, name: 'KPU' } };
const heldBy = (userId: string, agencyId: string | null): Standing => ({
  ...open,
  state: 'held',
  holder: { userId, agencyId, name: 'Piket' },
});

describe('taking an incident', () => {
  it.each([
    ['nobody’s, by the addressee', open, me, null, 'held'],
    ['nobody’s, by a lead role', open, { ...me, agencyId: polres }, null, 'held'],
    ['nobody’s, by another agency', open, { ...me, mayHold: false }, null, 'incident.not-addressee'],
    ['one’s own', heldBy('me', kpu), me, null, 'same'],
    ['a colleague’s, without a reason', heldBy('other', kpu), me, null, 'incident.held'],
    ['a colleague’s, with a reason', heldBy('other', kpu), me, 'ganti piket', 'held'],
    ['a lead’s, by the addressee, with a reason', heldBy('other', polres), me, 'kami tangani', 'held'],
    [
      'the addressee’s, by a lead of another agency',
      heldBy('other', kpu),
      { ...me, agencyId: polres },
      'perintah',
      'incident.not-addressee',
    ],
    ['a resolved one', { ...heldBy('me', kpu), state: 'resolved' }, me, null, 'incident.resolved-already'],
  ] as const)('%s', (_what, incident, mover, reason, expected) => {
    const decided = decideMove('take', incident, mover, reason);
    expect(typeof decided === 'string' ? decided : decided.refused).toBe(expected);
  });
});

it('only the holder releases, sets the level and resolves', () => {
  for (const move of ['release', 'set-level', 'resolve'] as const) {
    expect(decideMove(move, heldBy('other', kpu), me, null)).toMatchObject({
      refused: 'incident.not-holder',
    });
    expect(decideMove(move, open, me, null)).toMatchObject({ refused: 'incident.not-holder' });
    expect(decideMove(move, heldBy('me', kpu), me, null)).toBe(moves[move].to ?? 'held');
  }
});

const report = (some: Partial<ReportBrief> = {}): ReportBrief => ({
  id: 'report',
  operationId: 'operation',
  code: 'K7-4QXM',
  kind: 'logistics',
  kindName: { id: 'Logistik', en: 'Logistics' },
  help: 'no',
  text: '',
  photoIds: [],
  area: '31.73.01.1001',
  areaName: 'Cengkareng Barat',
  stationName: null,
  addresseeId: kpu,
  aboutAgencyId: null,
  lon: null,
  lat: null,
  receivedAt: new Date(0),
  operationAt: new Date(0),
  follows: null,
  ...some,
});
const asked = { kind: null, area: null, aboutAgencyId: null };

describe('what an incident inherits', () => {
  it('is kind, area and addressee of its first report, unless somebody says otherwise', () => {
    const reports = [report(), report({ kind: 'disorder', area: '31.73.02.1001', addresseeId: polres })];
    expect(inherit(asked, reports)).toEqual({
      kind: 'logistics',
      area: '31.73.01.1001',
      aboutAgencyId: null,
      addresseeId: kpu,
    });
    expect(inherit({ ...asked, area: '31.73' }, reports)).toMatchObject({ area: '31.73' });
  });

  it('is whom a report is about, which nobody can shed, and an addressee that is not this agency', () => {
    const hidden = report({ aboutAgencyId: polres, addresseeId: 'agency-bawaslu' });
    const open = report({ kind: 'disorder', addresseeId: polres });
    expect(inherit(asked, [open, hidden])).toMatchObject({
      aboutAgencyId: polres,
      addresseeId: 'agency-bawaslu',
    });
    expect(inherit({ ...asked, aboutAgencyId: polres }, [open])).toMatchObject({ addresseeId: null });
    expect(inherit({ ...asked, aboutAgencyId: kpu }, [hidden])).toMatchObject({
      refused: 'incident.reports-differ',
    });
  });

  it('without reports has to be said', () => {
    expect(inherit({ ...asked, area: '31.73' }, [])).toMatchObject({ refused: 'incident.no-kind' });
    expect(inherit({ ...asked, kind: 'other' }, [])).toMatchObject({ refused: 'incident.no-area' });
  });
});

it.each([
  ['emergency', 'no', 'Butuh bantuan segera.', 'red'],
  ['disorder', 'now', 'Darurat: butuh bantuan segera.', 'red'],
  ['disorder', 'now', 'Kerumunan', 'yellow'],
  ['disorder', 'no', 'Darurat: butuh bantuan segera.', null],
  ['logistics', 'later', 'Kotak kurang', null],
] as const)('a report of %s, help %s, %j opens by itself: %s', (kind, help, text, level) => {
  expect(levelByItself({ kind, help, text })).toBe(level);
});

describe('the title of an incident that opens by itself', () => {
  it.each([
    ['Massa memblokir jalan. Sekitar 40 orang', null, 'Massa memblokir jalan · Cengkareng Barat'],
    ['', 'TPS 12', 'Logistik · TPS 12'],
    ['  \n ', null, 'Logistik · Cengkareng Barat'],
  ])('out of %j at %j is %j', (text, stationName, title) => {
    expect(titleFrom(report({ text, stationName }))).toBe(title);
  });

  it('never outgrows its line', () => {
    expect(titleFrom(report({ text: 'a'.repeat(2000) })).length).toBeLessThanOrEqual(160);
    expect(titleFrom(report({ stationName: 'TPS'.repeat(40), text: 'b'.repeat(300) })).length).toBeLessThan(
      161,
    );
  });
});
