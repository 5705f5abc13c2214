import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from '../sections.ts';

/** What somebody writes into a daily report. */
export const text = {
  to: 'Kapolda selaku Kaopsda',
  subject: 'Laporan harian',
  outlook: '',
  needs: 'Dua genset untuk gudang KPU',
  attention: 'Setiap laporan dibaca tujuan',
  place: 'Jakarta',
  office: 'Karendalops',
  name: '',
  rank: '',
};

/** Leaves out a test that reads paper where the machine cannot. */
export function needsPoppler(skip: (note: string) => void): void {
  if (!has('pdftotext') || !has('pdfinfo')) skip('pdftotext and pdfinfo (poppler-utils) are not installed');
}

export function withPdf(bytes: Buffer): { info: string; words: string } {
  const folder = mkdtempSync(join(tmpdir(), 'laphar-'));
  const file = join(folder, 'laphar.pdf');
  writeFileSync(file, bytes);
  const run = (tool: string, args: string[]) =>
    execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const info = run('pdfinfo', [file]);
  // Columns stand apart by many spaces in the layout; one is enough to compare words and figures.
  const words = run('pdftotext', ['-layout', file, '-']).replace(/\s+/g, ' ');
  rmSync(folder, { recursive: true });
  return { info, words };
}

/** What stands in the columns of figures, row by row. */
export function figuresOf(part: Extract<Part, { kind: 'table' }>): string[][] {
  return part.rows.map((row) => row.filter((_cell, column) => part.aligns[column] === 'r'));
}

/** A printed figure as a number, without the signs of its standing; nothing for a dash. */
export function amountOf(cell: string): number[] {
  const digits = cell.replace(/[^0-9,]/g, '').replace(',', '.');
  return digits === '' ? [] : [Number(digits)];
}

function has(tool: string): boolean {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
