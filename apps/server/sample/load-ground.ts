/** What a sample stands on: areas, agencies, who is responsible where, kinds of report. */

import { listAgencies } from '#rooms/agencies/contract.ts';
import * as agencies from '#rooms/agencies/endpoints-commands.ts';
import * as imports from '#rooms/areas/import-contract.ts';
import { setReportKinds } from '#rooms/field-reports/contract.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { agencyKindsOf, reportKindsOf } from '../founding.ts';
import { citationOf } from './citing.ts';
import { agencyIdOf, type Loading, readDataFile } from './loading.ts';

export async function loadAreas(loading: Loading): Promise<void> {
  const { sources, codeVersion } = loading.data.areaSources();
  for (const file of loading.operation.areaFiles) {
    const checked = await loading.use(`areas ${file}`, imports.importNames, {
      query: {
        id: loading.id('areas', file),
        fileName: `${file}.csv`,
        source: sources.map(citationOf).join('; '),
        codeList: codeVersion,
      },
      body: readDataFile(loading, `areas/${file}.csv`),
    });
    if (checked.state !== 'checked' || checked.added + checked.changed === 0) continue;
    await loading.use(`areas ${file} apply`, imports.applyImport, {
      params: { importId: checked.importId },
      body: {},
    });
  }
}

export async function loadAgencies(loading: Loading): Promise<void> {
  const standing = agencyKindsOf(loading.data);
  await loading.use('kinds of agency', agencies.defineKinds, { body: standing });
  const levelOf = new Map(standing.kinds.map((kind) => [kind.key, kind.levels[0]]));
  const known = await knownAgencies(loading);
  for (const agency of loading.operation.agencies.filter(({ key }) => !known.has(key))) {
    await loading.use(`agency ${agency.key}`, agencies.createAgency, {
      body: {
        id: agencyIdOf(agency.key),
        key: agency.key,
        name: agency.name.id,
        short: agency.short,
        kind: agency.kind,
        level: levelOf.get(agency.kind) ?? 'own-area',
        letterhead: null,
        standing: agency.standing,
        source: loading.source(agency.source),
      },
    });
  }
  for (const unit of loading.operation.units.filter(({ agency }) => !known.has(agency))) {
    await loading.use(`unit ${unit.key}`, agencies.createUnit, {
      body: {
        id: loading.id('unit', unit.key),
        agencyId: agencyIdOf(unit.agency),
        parentId: unit.parent === null ? null : loading.id('unit', unit.parent),
        // An office can be an agency in one sample and a unit of a higher one in another.
        key: `${unit.agency}.${unit.key}`,
        kind: unit.kind,
        name: unit.name,
        standing: unit.standing,
        source: loading.source(unit.source),
      },
    });
  }
}

/** Offices that another sample brought in, or people of this server: they stay as they are. */
async function knownAgencies(loading: Loading): Promise<ReadonlySet<string>> {
  const ours = new Set(loading.operation.agencies.map(({ key }) => agencyIdOf(key)));
  const { rows } = await loading.use('agencies', listAgencies, { query: { limit: MAX_PAGE } });
  return new Set(rows.filter(({ id }) => ours.has(id)).map(({ key }) => key));
}

export async function loadJurisdictions(loading: Loading): Promise<void> {
  const units = new Map(loading.operation.units.map((unit) => [unit.key, unit.agency]));
  for (const { holder, areaCodes, standing, source } of loading.operation.jurisdictions) {
    const agencyOfUnit = units.get(holder);
    for (const area of areaCodes) {
      await loading.use(`jurisdiction ${holder} ${area}`, agencies.assignJurisdiction, {
        body: {
          id: loading.id('jurisdiction', holder, area),
          agencyId: agencyIdOf(agencyOfUnit ?? holder),
          unitId: agencyOfUnit === undefined ? null : loading.id('unit', holder),
          area,
          standing,
          source: loading.source(source),
        },
      });
    }
  }
}

export async function loadReportKinds(loading: Loading): Promise<void> {
  const body = reportKindsOf(loading.data);
  await loading.use(`report kinds ${body.version}`, setReportKinds, { body });
}
