import type { ProblemCatalogue } from '#shared/problem.ts';

/** What this room refuses, and what to do next. */
export const problems = {
  'operation.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk catatan lain. Muat ulang, lalu simpan sekali lagi.',
    en: 'This id belongs to another record already. Reload, then save once more.',
  },
  'operation.key-taken': {
    status: 409,
    id: 'Kunci "{key}" sudah dipakai. Pilih kunci lain.',
    en: 'The key "{key}" is taken. Choose another.',
  },
  'operation.repeated': {
    status: 422,
    id: '"{key}" tertulis dua kali. Hapus salah satu.',
    en: '"{key}" is given twice. Remove one of them.',
  },
  'operation.calendar-missing': {
    status: 422,
    id: 'Kalender tahapan {calendar} belum dimuat. Muat dahulu versinya.',
    en: 'The stage calendar {calendar} is not loaded. Load that version first.',
  },
  'operation.period-reversed': {
    status: 422,
    id: 'Hari terakhir mendahului hari pertama. Periksa kedua tanggal.',
    en: 'The last day comes before the first. Check both dates.',
  },
  'operation.past-stands': {
    status: 409,
    id: 'Untuk {day} sudah ada angka yang berlaku dan hari yang lewat tidak diubah. Nyatakan berlaku mulai {today} atau sesudahnya.',
    en: 'A figure stands for {day} already, and past days are not changed. Let it apply from {today} or later.',
  },
  'operation.strength-empty': {
    status: 422,
    id: 'Isi jumlah yang diumumkan, atau rinciannya, atau keduanya.',
    en: 'Give the published total, or the parts, or both.',
  },
  'operation.stage-unknown': {
    status: 422,
    id: 'Tahapan "{stage}" tidak ada dalam kalender operasi ini.',
    en: 'There is no stage "{stage}" in the calendar of this operation.',
  },
  'operation.area-unknown': {
    status: 422,
    id: 'Kode wilayah {area} tidak dikenal. Pilih wilayah dari daftar, atau periksa titik dan angkanya.',
    en: 'There is no area with the code {area}. Choose one from the list, or check its dots and digits.',
  },
  'operation.agency-unknown': {
    status: 422,
    id: 'Instansi ini tidak terdaftar. Pilih dari daftar instansi, atau daftarkan dahulu.',
    en: 'This agency is not registered. Choose one from the list of agencies, or register it first.',
  },
  'operation.changed-meanwhile': {
    status: 409,
    id: 'Catatan ini baru saja diubah orang lain. Buka lagi, lalu ulangi perubahan Anda.',
    en: 'Somebody changed this record meanwhile. Open it again and repeat your change.',
  },
  'operation.phases-overlap': {
    status: 422,
    id: 'Hari-hari masa ini sudah dipakai masa lain. Ubah dahulu masa yang bertumpuk.',
    en: 'Days of this phase belong to another one. Change the phase that overlaps first.',
  },
  'operation.too-many-owners': {
    status: 409,
    id: 'Pemilik bersama paling banyak {limit} instansi.',
    en: 'An operation has at most {limit} owner agencies.',
  },
  'operation.owner-itself-only': {
    status: 409,
    id: 'Hanya instansi itu sendiri yang dapat mundur sebagai pemilik bersama. Mintalah petugasnya mencatat di sini.',
    en: 'Only the agency itself can withdraw as an owner. Ask its officer to record it here.',
  },
  'operation.area-outside': {
    status: 422,
    id: 'Wilayah {area} di luar operasi ini. Pilih wilayah di dalamnya.',
    en: 'The area {area} lies outside this operation. Choose one inside.',
  },
  'operation.point-kind-unknown': {
    status: 422,
    id: 'Jenis titik "{kind}" tidak dikenal. Pilih salah satu: {kinds}.',
    en: 'There is no kind of point "{kind}". Choose one of: {kinds}.',
  },
  'operation.place-half': {
    status: 422,
    id: 'Isi bujur dan lintang, atau kosongkan keduanya.',
    en: 'Give both longitude and latitude, or neither.',
  },
  'operation.clock-is-real': {
    status: 409,
    id: 'Operasi nyata memakai waktu nyata. Hanya operasi contoh dan latihan punya jam sendiri.',
    en: 'A real operation runs on real time. Only samples and drills have a clock of their own.',
  },
  'operation.clock-out-of-reach': {
    status: 422,
    id: 'Jam operasi hanya dapat menunjukkan waktu antara tahun 1945 dan 2199. Periksa tahunnya.',
    en: 'The clock of an operation can only show a time between the years 1945 and 2199. Check the year.',
  },
  'operation.clock-needs-time': {
    status: 422,
    id: 'Tentukan waktu yang ditunjukkan jam, atau pilih waktu nyata tanpa isian.',
    en: 'Say what the clock shall show, or choose real time without one.',
  },
  'calendar.version-taken': {
    status: 409,
    id: 'Kalender {calendar} sudah dimuat dengan isi lain. Naikkan nomor versinya.',
    en: 'The calendar {calendar} is loaded with other content. Raise its version.',
  },
  'calendar.incoherent': {
    status: 422,
    id: 'Kalender belum runtut pada tahapan "{stage}": kunci ganda, tanggal terbalik, atau sumber tidak ada.',
    en: 'The calendar does not hold together at stage "{stage}": a key twice, dates reversed, or a source that is not there.',
  },
  'activity.ends-before-start': {
    status: 422,
    id: 'Waktu selesai mendahului waktu mulai. Periksa keduanya.',
    en: 'The end comes before the start. Check both.',
  },
  'activity.satgas-unknown': {
    status: 422,
    id: 'Satgas "{satgas}" tidak ada dalam operasi ini. Pilih dari daftar.',
    en: 'There is no task force "{satgas}" in this operation. Choose one from the list.',
  },
  'activity.force-twice': {
    status: 422,
    id: 'Unsur "{force}" tertulis dua kali. Jumlahkan dalam satu baris.',
    en: 'The force "{force}" is given twice. Add it up in one line.',
  },
  'activity.closed': {
    status: 409,
    id: 'Kegiatan "{title}" sudah ditutup. Hasil yang tercatat tetap berlaku; bila keliru, koreksi hasilnya.',
    en: 'The activity "{title}" is closed already. The recorded result stands; correct it where it is wrong.',
  },
  'activity.not-begun': {
    status: 409,
    id: 'Kegiatan "{title}" belum mulai menurut jam operasi. Batalkan, atau ubah waktu mulainya dahulu.',
    en: 'The activity "{title}" has not begun by the clock of the operation. Cancel it, or change its start first.',
  },
  'activity.not-closed': {
    status: 409,
    id: 'Kegiatan "{title}" belum ditutup, jadi belum ada hasil untuk dikoreksi. Tutup dengan hasil.',
    en: 'The activity "{title}" is not closed, so there is no result to correct. Close it with its result.',
  },
  'activity.result-same': {
    status: 409,
    id: 'Hasil ini sama dengan yang tercatat; tidak ada yang perlu dikoreksi.',
    en: 'This is the recorded result already; there is nothing to correct.',
  },
  'activity.changed-meanwhile': {
    status: 409,
    id: 'Kegiatan ini baru saja diubah orang lain. Buka lagi, lalu ulangi perubahan Anda.',
    en: 'Somebody changed this activity meanwhile. Open it again and repeat your change.',
  },
  'activity.result-missing': {
    status: 422,
    id: 'Tulis hasilnya, atau alasan bila batal.',
    en: 'Write the result, or the reason when it is cancelled.',
  },
  'alarm.not-ringing': {
    status: 409,
    id: 'Alarm ini belum berbunyi, atau tahapannya sudah mulai. Muat ulang daftarnya.',
    en: 'This alarm has not gone off, or its stage has begun. Reload the list.',
  },
  'alarm.no-agency': {
    status: 409,
    id: 'Alarm diterima atas nama instansi; akun ini belum berinstansi. Hubungi admin instansi.',
    en: 'An alarm is received in the name of an agency; this account has none. Ask an administrator.',
  },
  'calendar-link.shown-already': {
    status: 409,
    id: 'Tautan ini sudah pernah ditunjukkan dan tidak disimpan. Cabut, lalu buat yang baru.',
    en: 'This link was shown once and is not kept. Revoke it and make a new one.',
  },
  'calendar-link.too-many': {
    status: 409,
    id: 'Sudah ada {limit} tautan yang berlaku. Cabut yang tidak dipakai.',
    en: 'There are {limit} valid links already. Revoke those out of use.',
  },
} as const satisfies ProblemCatalogue;
