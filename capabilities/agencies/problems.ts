import type { ProblemCatalogue } from '#shared/problem.ts';

export const problems = {
  'agencies.kind-unknown': {
    status: 422,
    id: 'Jenis "{kind}" belum ditetapkan. Pilih jenis yang ada, atau tetapkan dahulu.',
    en: 'The kind "{kind}" is not defined. Choose one that is, or define it first.',
  },
  'agencies.sector-unknown': {
    status: 422,
    id: 'Sektor "{sector}" tidak ada dalam daftar. Sertakan sektornya.',
    en: 'The sector "{sector}" is not in the list. Add that sector.',
  },
  'agencies.key-taken': {
    status: 409,
    id: 'Kunci "{key}" sudah dipakai. Buka yang ada, atau pilih kunci lain.',
    en: 'The key "{key}" is taken. Open that one, or choose another key.',
  },
  'agencies.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk isi yang lain. Buat nomor baru.',
    en: 'This id is used for other content. Make a new id.',
  },
  'agencies.retired': {
    status: 409,
    id: '"{name}" sudah nonaktif. Pilih instansi atau satuan yang aktif.',
    en: '"{name}" is retired. Choose an agency or unit that is active.',
  },
  'agencies.unit-elsewhere': {
    status: 422,
    id: 'Satuan itu milik instansi lain. Pilih satuan dari instansi yang sama.',
    en: 'That unit belongs to another agency. Choose a unit of the same agency.',
  },
  'agencies.unit-circle': {
    status: 422,
    id: 'Satuan tidak dapat berada di bawah dirinya sendiri. Pilih induk lain.',
    en: 'A unit cannot stand below itself. Choose another parent.',
  },
  'agencies.has-units': {
    status: 409,
    id: 'Masih ada {count} satuan aktif di bawahnya. Nonaktifkan satuan itu dahulu.',
    en: 'There are {count} active units below it. Retire those first.',
  },
  'agencies.area-unknown': {
    status: 422,
    id: 'Wilayah {area} tidak ada dalam data wilayah. Periksa kodenya, atau muat datanya dahulu.',
    en: 'Area {area} is not in the data. Check its code, or import the area first.',
  },
  'agencies.already-responsible': {
    status: 409,
    id: 'Wilayah tugas {area} sudah tercatat untuknya.',
    en: 'It is recorded as responsible for {area} already.',
  },
} as const satisfies ProblemCatalogue;
