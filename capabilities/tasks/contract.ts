/**
 * Tasks: what agencies undertook, who asked, what became of it. The door of this room.
 * It is written in parts: `task` (shapes), `rights`, `events`, `doors`, `doors-files`, `doors-reading`.
 */
import type { ProblemCatalogue } from '#shared/problem.ts';
import { question } from '#shared/question.ts';
import { taskRead } from './rights.ts';
import type { OriginKind, TaskState } from './task.ts';

export * from './doors.ts';
export * from './doors-files.ts';
export * from './doors-reading.ts';
export * from './events.ts';
export * from './rights.ts';
export * from './task.ts';

/** Kinds of agency that undertake something only when their plenary has confirmed it (KPU, Bawaslu). */
export const PLENARY_KINDS: readonly string[] = ['kpu', 'bawaslu'];

/** What became of things that tasks were made of, as far as the asker may see the tasks. */
export const tasksOfOrigins = question<
  { kind: OriginKind; ids: readonly string[] },
  readonly {
    originId: string;
    id: string;
    code: string;
    state: TaskState;
    owner: string;
    dueDay: string | null;
    overdue: boolean;
  }[]
>('tasks.of-origins', taskRead);

export const taskProblems = {
  'task.id-taken': {
    status: 409,
    id: 'Nomor tugas ini sudah dipakai untuk isi yang lain. Kirim sebagai tugas baru.',
    en: 'This task id is taken by other content. Send it as a new task.',
  },
  'task.no-agency': {
    status: 403,
    id: 'Akun Anda tidak terikat pada instansi; tugas hanya diminta atas nama instansi.',
    en: 'Your account belongs to no agency, and tasks are asked for by agencies alone.',
  },
  'task.no-owner': {
    status: 422,
    id: 'Pilih instansi pelaksana yang ikut dalam operasi ini, dan bukan instansi yang sudah memegangnya.',
    en: 'Choose an agency of this operation, and not the one that has the task already.',
  },
  'task.no-area': {
    status: 422,
    id: 'Pilih wilayah di dalam wilayah operasi.',
    en: 'Choose an area inside the operation.',
  },
  'task.no-stage': {
    status: 422,
    id: 'Tahapan ini tidak ada dalam kalender operasi. Pilih yang lain, atau sebut tanggal.',
    en: 'This stage is not in the calendar of the operation. Choose another one, or name a day.',
  },
  'task.day-past': {
    status: 422,
    id: 'Tenggat {day} sudah lewat menurut jam operasi. Pilih hari ini atau sesudahnya.',
    en: '{day} is over by the clock of the operation. Choose today or later.',
  },
  'task.not-yours': {
    status: 403,
    id: 'Ini giliran {agency}. Instansi lain tidak bisa memerintah, menutup, atau mengubahnya.',
    en: 'This is for {agency} to do. No other agency can order, close or change it.',
  },
  'task.state': {
    status: 409,
    id: 'Keadaan tugas sudah berubah: {state}. Muat ulang untuk melihat yang berlaku.',
    en: 'The state of the task has changed: {stateEn}. Reload to see what holds.',
  },
  'task.nothing-changes': {
    status: 422,
    id: 'Usul ini sama dengan yang berlaku. Ubah tenggat atau ukurannya.',
    en: 'This is what holds already. Change the due day or the measure.',
  },
  'task.person-elsewhere': {
    status: 422,
    id: 'Penanggung jawab harus dari instansi pelaksana.',
    en: 'The responsible person must be of the owner agency.',
  },
  'task.needs-open': {
    status: 409,
    id: 'Belum bisa dimulai: {codes} harus selesai dahulu.',
    en: 'It cannot begin yet: {codes} must be done before.',
  },
  'task.need-unknown': {
    status: 422,
    id: 'Pilih tugas lain dari operasi ini yang bisa Anda lihat.',
    en: 'Choose another task of this operation that you can see.',
  },
  'task.need-circle': {
    status: 422,
    id: 'Lingkaran: {codes} saling menunggu. Hapus salah satunya.',
    en: 'A circle: {codes} would wait for each other. Leave one out.',
  },
  'task.evidence-taken': {
    status: 409,
    id: 'Nomor bukti ini sudah dipakai. Kirim sebagai bukti baru.',
    en: 'This evidence id is taken. Send it as new evidence.',
  },
  'task.evidence-empty': {
    status: 422,
    id: 'Isi buktinya: keterangan, tautan https, atau jumlah dengan satuan.',
    en: 'Fill the evidence in: a note, an https link, or a count with its unit.',
  },
  'task.evidence-file': {
    status: 422,
    id: 'Berkas ini tidak utuh atau bukan jenis yang diterima. Kirim PDF, JPEG, PNG, atau WebP.',
    en: 'This file is not whole, or of a kind that is not taken. Send a PDF, JPEG, PNG or WebP.',
  },
  'task.evidence-not-yours': {
    status: 403,
    id: 'Bukti hanya ditarik oleh instansi yang menambahkannya.',
    en: 'Evidence is withdrawn by the agency that added it.',
  },
  'task.no-evidence': {
    status: 422,
    id: 'Tambahkan paling sedikit satu bukti, lalu nyatakan selesai.',
    en: 'Add at least one piece of evidence, then say it is done.',
  },
  'task.same-person': {
    status: 409,
    id: 'Tugas sendiri dikonfirmasi orang lain dari instansi yang sama.',
    en: 'An own task is confirmed by another person of the same agency.',
  },
  'task.handed-over-already': {
    status: 409,
    id: 'Sudah ditawarkan kepada {agency} dan menunggu jawabannya.',
    en: 'It has been offered to {agency} already, and waits for the answer.',
  },
  'task.change-waits': {
    status: 409,
    id: 'Satu usul perubahan sudah menunggu jawaban {agency}.',
    en: 'One proposed change already waits for {agency}.',
  },
} as const satisfies ProblemCatalogue;
