/** Names that look like something refused and are not: where, and why. Each must be needed, or a test fails. */
import type { Localized } from '#shared/schema.ts';

export type Exception = {
  readonly sign: string;
  /** Whole places; with a separator at the end, everything below; with `…` at the start, everything that ends so. */
  readonly where: readonly string[];
  readonly reason: Localized;
};

export const exceptions: readonly Exception[] = [
  {
    sign: 'voters',
    where: ['column:station.voters', '…/voters'],
    reason: {
      id: 'jumlah pemilih terdaftar satu TPS: sebuah angka, tanpa nama',
      en: 'how many voters a station has registered: a number, no names',
    },
  },
  {
    sign: 'author',
    where: [
      'column:journal_leaf.author',
      'door:sealing.listNotes/reply/author',
      'door:sealing.readNote/reply/author',
      'door:sealing.readNote/reply/authorId',
    ],
    reason: {
      id: 'petugas yang menulis di Rakor, bukan penulis di media sosial',
      en: 'an officer who writes in Rakor, not who writes elsewhere',
    },
  },
  {
    sign: 'party',
    where: [
      'column:operation_operator_decision.party',
      'door:operations.readAdmission/',
      'event:operation.operator-decided.v1/party',
    ],
    reason: {
      id: 'pihak yang menerima operator server: KPU atau kepolisian, bukan partai',
      en: 'who accepts the operator of the server: KPU or the police, no political party',
    },
  },
  {
    sign: 'parties',
    where: ['door:operations.readAdmission/'],
    reason: {
      id: 'pihak-pihak yang menerima operator server: KPU dan kepolisian, bukan partai',
      en: 'those who accept the operator of the server: KPU and the police, no political parties',
    },
  },
];
