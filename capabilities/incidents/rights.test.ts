import { expect, it } from 'vitest';
import { fieldReportContent, fieldReportRead } from '#rooms/field-reports/contract.ts';
import { incidentContent, incidentRead } from './rights.ts';

it.each([
  ['reports', fieldReportRead, fieldReportContent],
  ['incidents', incidentRead, incidentContent],
])('the auditor counts %s and is not led to their content', (_what, counts, content) => {
  expect(counts.roles).toContain('auditor');
  expect(content.roles).not.toContain('auditor');
  expect(content.roles).toContain('liaison');
});
