import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { type KindDefinition, reportStates } from './contract.ts';
import {
  addresseeKinds,
  areaInstead,
  clockNotices,
  draftOf,
  happenedAtMs,
  hintsFor,
  type ReportForm,
  skewOf,
  stateAfter,
} from './rules.ts';

const kinds: readonly KindDefinition[] = referenceData().reportKinds().kinds;
const kind = (key: string): KindDefinition => {
  const found = kinds.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};
const id = '01939f2c-7b1a-7000-8000-000000000001';
const form: ReportForm = {
  id,
  operationId: id,
  stationId: id,
  area: null,
  kind: 'logistics',
  help: 'no',
  text: '  Kotak kurang dua ',
  capturedAt: '2024-11-27T00:05:00.000Z',
  place: null,
  photos: 0,
  aboutAgencyId: null,
};

describe('a draft', () => {
  it('is what the form says, with the text trimmed and no more photographs than fit', () => {
    expect(draftOf({ ...form, photos: 9 }, kinds)).toEqual({ ...form, text: 'Kotak kurang dua', photos: 6 });
  });

  it.each([
    [{ kind: null }, 'field-report.unknown-kind'],
    [{ kind: 'votes' }, 'field-report.unknown-kind'],
    [{ stationId: null }, 'field-report.no-place'],
    [{ kind: 'conduct' }, 'field-report.no-subject'],
  ] as const)('with %j is refused as %s', (some, code) => {
    expect(draftOf({ ...form, ...some }, kinds)).toMatchObject({ refused: code });
  });

  it('never leaves half a symbol where a long text is cut', () => {
    const draft = draftOf({ ...form, text: `${'a'.repeat(1999)}\u{1f6a8}` }, kinds);
    expect(draft).toMatchObject({ text: `${'a'.repeat(1999)}\ufffd` });
  });

  it('needs no more than one of post, area and place', () => {
    const place = { lon: 106.7, lat: -6.1, accuracyM: 10 };
    for (const where of [{ stationId: id }, { area: '31.73.01' }, { place }]) {
      expect(draftOf({ ...form, stationId: null, ...where }, kinds)).not.toHaveProperty('refused');
    }
  });
});

describe('the hint', () => {
  it.each([
    ['NIK 3173 0112 0384 0001', ['id-number']],
    ['3173011203840001 ditolak KPPS', ['id-number']],
    ['hubungi 0812-3456-7890', ['phone-number']],
    ['telepon +62 813 4567 8901', ['phone-number']],
    ['seorang bernama Joko membagikan amplop', ['person']],
    ['atas nama Siti Aminah', ['person']],
    ['a.n. Budi', ['person']],
    ['Pak RT dan Bapak Suparman bertengkar', ['person']],
    ['suara sah 120', ['votes']],
    ['Paslon 1: 120, Paslon 2: 98', ['votes']],
    ['perolehan suara 01 sebanyak 80', ['votes']],
    ['150 suara untuk nomor satu', ['votes']],
  ] as const)('about %j says %j', (text, keys) => {
    expect(hintsFor(text).map((hint) => hint.key)).toEqual(keys);
  });

  it.each([
    '',
    'Kotak suara kurang 2, surat suara tertukar 15 lembar',
    'Antrean 200 orang, TPS dibuka 07.25',
    'TPS 12 banjir 40 cm, jalur logistik putus',
    'Bapak Camat sudah di lokasi',
    'bernama TPS 12',
    'Ibu hamil pingsan, dirujuk',
    'Pengeras suara rusak',
    'RT 003 RW 012 no. 45, 27-11-2024 08.15',
  ])('is silent about %j', (text) => {
    expect(hintsFor(text)).toEqual([]);
  });

  it('never takes long, whatever is written', () => {
    for (const piece of ['1', '1 ', 'a.n. ', 'suara sah ', 'Paslon 1: ', '08-', 'Bapak ', '+62 8 ']) {
      expect(() => hintsFor(piece.repeat(2000).slice(0, 2000))).not.toThrow();
    }
  });
});

describe('the clock of the phone', () => {
  const server = new Date('2024-11-27T00:05:00.000Z');
  const hours = (count: number) => new Date(server.getTime() + count * 3_600_000);

  it.each([
    [2, 7200],
    [-2, -7200],
    [0, 0],
  ])('that is %d h ahead has a skew of %d s, and the moment is ours again', (ahead, skewS) => {
    const skew = skewOf(hours(ahead), server);
    expect(skew).toBe(skewS);
    expect(happenedAtMs(hours(ahead), skew)).toBe(server.getTime());
  });

  it('is left alone within two minutes, and when the phone did not say', () => {
    const captured = hours(-1);
    for (const skew of [null, 0, 119, -120]) expect(happenedAtMs(captured, skew)).toBe(captured.getTime());
    expect(clockNotices(captured, 119, server)).toEqual([]);
    expect(skewOf(null, server)).toBeNull();
  });

  it('is named to the sender in words that a person uses', () => {
    expect(clockNotices(hours(2), 7200, server)[0]?.id).toContain('2 jam lebih cepat');
    expect(clockNotices(hours(0), -5400, server)[0]?.id).toContain('1,5 jam lebih lambat');
    expect(clockNotices(hours(0), 600, server)[0]?.en).toContain('10 min ahead');
  });
});

describe('who has to know', () => {
  it('is the addressee of the kind; of a complaint, whoever takes complaints, first', () => {
    expect(addresseeKinds(kind('disorder'), kinds, false)).toEqual(['polres', 'polda']);
    expect(addresseeKinds(kind('conduct'), kinds, true)).toEqual(['bawaslu', 'kpu']);
    expect(addresseeKinds(kind('disorder'), kinds, true)).toEqual(['bawaslu', 'kpu', 'polres', 'polda']);
  });

  it('a report outside the operation is filed with its sender, else with the operation', () => {
    expect(areaInstead(['53.71', '31.73.02'], ['31.73'])).toBe('31.73.02');
    expect(areaInstead([''], ['31.73'])).toBe('31.73');
    expect(areaInstead(['31.73'], [])).toBe('31.73');
  });
});

it('a report never goes back', () => {
  const state = fc.constantFrom(...reportStates);
  fc.assert(
    fc.property(state, fc.array(state), (first, then) => {
      let now = first;
      return then.every((what) => {
        const before = reportStates.indexOf(now);
        now = stateAfter(now, what);
        return reportStates.indexOf(now) === Math.max(before, reportStates.indexOf(what));
      });
    }),
  );
});
