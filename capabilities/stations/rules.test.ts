import { describe, expect, it } from 'vitest';
import type { AreaLevel } from '#shared/area-code.ts';
import { judgeWords } from './contract.ts';
import { classIn, degreesIn, numberIn, specialIn, villageCodeIn, votersIn } from './import-cells.ts';
import { decideMapping, suggestMapping } from './import-columns.ts';
import { targets, templateColumns } from './import-contract.ts';
import { distanceM, radii, spread } from './placement.ts';
import { codeOf, differences, featureOf, findContradiction, placingOf, wantedOf, wordsOf } from './rules.ts';

const village = '36.71.01.1001';

describe('where a point lies', () => {
  const here = (by: AreaLevel | null, source: string | null = by) => ({ holds: true, by, source });
  const not = (by: AreaLevel | null, source: string | null = by) => ({ holds: false, by, source });
  it.each([
    [[here('village'), here('village'), here('village')], 'village', 'village'],
    [[not('village'), here('village'), here('village')], 'district', 'village'],
    [[not('village'), not('village'), here('village')], 'regency', 'village'],
    [[not('village'), not('village'), not('village')], 'outside', 'village'],
    // Coarser boundaries of their own judge districts and regencies where they are loaded.
    [[not('village'), here('district'), here('regency')], 'district', 'village+district'],
    [[not('village'), not('district'), here('regency')], 'regency', 'village+district+regency'],
    [[not('village'), not('village'), not('regency')], 'outside', 'village+regency'],
    // What no boundary judges stays open, unless a higher one excludes the point.
    [[not(null), not(null), not(null)], 'unknown', null],
    [[not(null), here('district'), here('regency')], 'unknown', null],
    [[not('village'), not(null), here('regency')], 'unknown', null],
    [[not(null), not('district'), not('regency')], 'outside', 'district+regency'],
  ] as const)('%o is %s by %s', ([village, district, regency], place, placeBy) => {
    expect(placingOf({ village, district, regency })).toMatchObject({ place, placeBy });
  });

  it('names the sources of the boundaries that judged, each once', () => {
    const judged = {
      village: not('village', 'A'),
      district: not('district', 'B'),
      regency: here('regency', 'A'),
    };
    expect(placingOf(judged).placeSource).toBe('A; B');
    const by = placingOf(judged).placeBy ?? '';
    expect(judgeWords[by]).toEqual({
      id: 'batas kelurahan/desa, kecamatan dan kabupaten/kota',
      en: 'village, district and regency/city boundaries',
    });
  });
});

describe('a station', () => {
  const plain = { specialKind: null, responsibleName: null, lon: null, lat: null, position: null };
  it.each([
    [plain, null],
    [{ ...plain, specialKind: 'prison' as const }, 'station.responsible-missing'],
    [{ ...plain, specialKind: 'prison' as const, responsibleName: '  ' }, 'station.responsible-missing'],
    [{ ...plain, specialKind: 'hospital' as const, responsibleName: 'Direktur' }, null],
    [{ ...plain, lon: 106, lat: -6 }, 'station.point-incomplete'],
    [{ ...plain, position: 'stated' as const }, 'station.point-incomplete'],
    [{ ...plain, lon: 0, lat: 0, position: 'stated' as const }, null],
  ])('%o: %s', (fields, refused) => {
    expect(findContradiction(fields)?.refused ?? null).toBe(refused);
  });

  it('changes only in the fields that differ', () => {
    const fields = {
      ...{ number: 1, name: 'TPS 001', address: null, lon: null, lat: null, accuracy: null, position: null },
      ...{ voters: 500, specialKind: null, responsibleName: null, responsiblePhone: null },
      ...{ standing: 'stated' as const, source: 'KPU' },
    };
    expect(differences(fields, fields)).toBeNull();
    expect(differences(fields, { ...fields, voters: 0 })).toEqual({
      before: { voters: 500 },
      after: { voters: 0 },
    });
  });

  it('has a feature id that fits a tile and comes from the random end of its id', () => {
    expect(featureOf('01930000-0000-7000-8fff-ffffffffffff')).toBe(2 ** 52 - 1);
    expect(featureOf('01930000-0000-7000-8000-00000000000a')).toBe(10);
  });
});

describe('finding', () => {
  it.each([
    ['TPS 012 Duri Kosambi', "'12' & 'duri':* & 'kosambi':*", 12],
    ['31.73.01', "'31.73.01':*", null],
    ['31.73.01.1001-012', "'31.73.01.1001':* & '12'", 12],
    ["o'brien & (x)", "'o':* & 'brien':* & 'x':*", null],
  ])('%s asks for %s', (typed, tsquery, number) => {
    expect(wantedOf(typed)).toEqual({ tsquery, number });
  });

  it('asks for nothing where nothing was typed', () => {
    for (const typed of ['', ' TPS ', '!?']) expect(wantedOf(typed)).toBeNull();
  });

  it('knows words without accents, capitals, leading zeros and empty words', () => {
    expect(wordsOf('TPS 007, Jl. Café', null, 'café')).toEqual(['7', 'cafe']);
    expect(codeOf(village, 7)).toBe(`${village}-007`);
  });
});

describe('a cell of a file', () => {
  const classes = [{ key: 'rawan', name: { id: 'Rawan', en: 'Vulnerable' } }];
  const of = (cell: { value: unknown } | { fault: { code: string } }) =>
    'value' in cell ? cell.value : cell.fault.code;
  it.each([
    [numberIn('1658390001-TPS 001'), 1],
    [numberIn('12.0'), 12],
    [numberIn('TPS'), 'station.row.number'],
    [numberIn('0'), 'station.row.number'],
    [villageCodeIn('31.73.01.1001'), '31.73.01.1001'],
    [villageCodeIn('3173011001'), 'station.row.code-dots'],
    [villageCodeIn('317301'), 'station.row.code'],
    [degreesIn('-6,1722', 'lat'), -6.1722],
    [degreesIn('106.6', 'lat'), 'station.row.lat'],
    [degreesIn('6°10', 'lon'), 'station.row.lon'],
    [votersIn('1.234'), 1234],
    [votersIn('480'), 480],
    [votersIn('lima'), 'station.row.voters'],
    [classIn('VULNERABLE', classes), 'rawan'],
    [classIn('merah', classes), 'station.row.class'],
    [specialIn('tidak'), null],
    [specialIn('Rumah Sakit'), 'hospital'],
    [specialIn('pasar'), 'station.row.special'],
  ])('%o is %s', (cell, expected) => {
    expect(of(cell)).toBe(expected);
  });
});

describe('columns', () => {
  it('finds every column of the template that it offers', () => {
    const [...offered] = templateColumns;
    expect(Object.keys(suggestMapping(offered))).toEqual([...targets]);
    expect(Object.values(suggestMapping(offered))).toEqual(offered);
  });

  it('are suggested by their names, one column for one thing', () => {
    expect(suggestMapping(['Kode Kelurahan', 'No. TPS', 'LAT', 'lng', 'Catatan'])).toEqual({
      area: 'Kode Kelurahan',
      number: 'No. TPS',
      lat: 'LAT',
      lon: 'lng',
    });
  });

  it.each([
    '',
    '[]',
    '{"number":"no"}',
    '{"area":"x","number":"no"}',
    '{"area":"kode"}',
    '{"area":"kode","number":"no","lon":"x"}',
    '{"area":"kode","number":"no","votes":"no"}',
  ])('are refused when %s is all that is said', (sent) => {
    expect(decideMapping(sent, ['kode', 'no'])).toMatchObject({ refused: 'station.column-missing' });
  });
});

describe('estimated places', () => {
  const centres = [
    { code: 'a', lon: 106.7, lat: -6.1 },
    { code: 'b', lon: 106.71, lat: -6.1 },
    { code: 'far', lon: 107.7, lat: -6.1 },
  ];
  it('are the same for the same seed, different for another, and nearer to their own centre than to any other', () => {
    const room = radii(centres);
    const [a, b] = centres;
    if (!a || !b) throw new Error('two centres');
    const spots = spread(a, 200, room.get('a') ?? 0, 7);
    expect(spread(a, 200, room.get('a') ?? 0, 7)).toEqual(spots);
    expect(spread(a, 200, room.get('a') ?? 0, 8)).not.toEqual(spots);
    expect(spots.every((spot) => distanceM(spot, a) < distanceM(spot, b))).toBe(true);
    expect(new Set(spots.map(({ lon, lat }) => `${lon} ${lat}`)).size).toBe(200);
    expect(room.get('far')).toBe(2500);
  });
});
