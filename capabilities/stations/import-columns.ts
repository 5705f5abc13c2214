/** Which column of a file is probably what. Only a suggestion: the caller confirms it. */
import { type Refusal, refuse } from '#shared/problem.ts';
import { type Mapping, type Target, targets } from './import-contract.ts';

const KNOWN: Readonly<Record<Target, readonly string[]>> = {
  area: ['kode', 'kodekelurahan', 'kodedesa', 'kodewilayah', 'kodekemendagri', 'code', 'area', 'villagecode'],
  district: ['kecamatan', 'kec', 'namakecamatan', 'district'],
  village: ['kelurahan', 'desa', 'kelurahandesa', 'desakelurahan', 'kel', 'namakelurahan', 'village'],
  number: ['notps', 'nomortps', 'tps', 'nomor', 'no', 'stationno', 'number', 'tpsno'],
  name: ['namatps', 'nama', 'name'],
  address: ['alamat', 'alamattps', 'lokasi', 'address'],
  lon: ['lon', 'lng', 'long', 'longitude', 'bujur', 'x'],
  lat: ['lat', 'latitude', 'lintang', 'y'],
  class: ['kelas', 'klasifikasi', 'kerawanan', 'kategori', 'class'],
  voters: ['pemilih', 'jumlahpemilih', 'dpt', 'jumlahdpt', 'voters', 'registeredvoters', 'pemilihterdaftar'],
  specialKind: ['jeniskhusus', 'khusus', 'lokasikhusus', 'special', 'specialkind'],
  responsibleName: ['penanggungjawab', 'pj', 'responsible', 'responsibleperson'],
  responsiblePhone: ['teleponpenanggungjawab', 'telepon', 'nohp', 'hp', 'phone', 'responsiblephone'],
};

export function suggestMapping(columns: readonly string[]): Mapping {
  const bare = columns.map((name) => ({ name, bare: name.toLowerCase().replace(/[^a-z0-9]/g, '') }));
  const suggested: Partial<Record<Target, string>> = {};
  for (const target of targets) {
    // In order of the known words: the most telling one wins.
    const found = KNOWN[target].flatMap((word) => bare.filter((column) => column.bare === word))[0];
    if (found && !Object.values(suggested).includes(found.name)) suggested[target] = found.name;
  }
  return suggested;
}

/** The mapping as the caller sent it; refused when a column is not in the file or what identifies a station is missing. */
export function decideMapping(sent: string, columns: readonly string[]): Mapping | Refusal {
  const missing = (what: string) =>
    refuse('station.column-missing', { missing: what, found: columns.join(', ') });
  let given: unknown;
  try {
    given = JSON.parse(sent);
  } catch {
    return missing('mapping');
  }
  if (typeof given !== 'object' || given === null) return missing('mapping');
  const mapping: Partial<Record<Target, string>> = {};
  for (const [key, column] of Object.entries(given)) {
    const target = targets.find((known) => known === key);
    if (!target || typeof column !== 'string') return missing(key);
    if (!columns.includes(column)) return missing(`${key} ("${column}")`);
    mapping[target] = column;
  }
  if (!mapping.area && !mapping.village) return missing('area / village');
  if (!mapping.number) return missing('number');
  if ((mapping.lon === undefined) !== (mapping.lat === undefined)) return missing('lon + lat');
  return mapping;
}
