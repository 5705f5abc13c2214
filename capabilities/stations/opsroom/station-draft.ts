/** What is typed about a station before it is sent. */
import type { StationFields } from '../commands.ts';
import type { SpecialKind } from '../contract.ts';
import type { StationCard } from '../register.ts';

export type Draft = {
  readonly area: string;
  readonly number: number | null;
  readonly name: string;
  readonly address: string;
  readonly lat: string;
  readonly lon: string;
  readonly voters: number | null;
  readonly special: SpecialKind | 'none';
  readonly responsibleName: string;
  readonly responsiblePhone: string;
  readonly source: string;
  readonly reason: string;
};

export const emptyDraft: Draft = {
  ...{ area: '', number: null, name: '', address: '', lat: '', lon: '', voters: null, special: 'none' },
  ...{ responsibleName: '', responsiblePhone: '', source: '', reason: '' },
};

export function draftOf(card: StationCard): Draft {
  return {
    area: card.area,
    number: card.number,
    name: card.name,
    address: card.address ?? '',
    lat: card.lat === null ? '' : String(card.lat),
    lon: card.lon === null ? '' : String(card.lon),
    voters: card.voters,
    special: card.specialKind ?? 'none',
    responsibleName: card.responsible?.name ?? '',
    responsiblePhone: card.responsible?.phone ?? '',
    source: card.source,
    reason: '',
  };
}

const text = (value: string) => value.trim() || null;
const degrees = (value: string) => (value.trim() === '' ? null : Number(value.replace(',', '.')));

/** What is sent. A point that was typed is stated; one that was left alone keeps how firmly it stood. */
export function fieldsOf(draft: Draft, before: StationCard | null): StationFields {
  const [lon, lat] = [degrees(draft.lon), degrees(draft.lat)];
  const kept = before !== null && before.lon === lon && before.lat === lat;
  const number = draft.number ?? 0;
  return {
    number,
    name: text(draft.name) ?? `TPS ${String(number).padStart(3, '0')}`,
    address: text(draft.address),
    lon,
    lat,
    accuracy: kept ? before.accuracy : null,
    position: kept ? before.position : lon === null && lat === null ? null : 'stated',
    voters: draft.voters,
    specialKind: draft.special === 'none' ? null : draft.special,
    responsibleName: draft.special === 'none' ? null : text(draft.responsibleName),
    responsiblePhone: draft.special === 'none' ? null : text(draft.responsiblePhone),
    standing: 'stated',
    source: draft.source.trim(),
  };
}

export function isComplete(draft: Draft): boolean {
  const [lon, lat] = [degrees(draft.lon), degrees(draft.lat)];
  const point = (lon === null) === (lat === null) && !Number.isNaN(lon) && !Number.isNaN(lat);
  const responsible = draft.special === 'none' || draft.responsibleName.trim() !== '';
  return draft.area !== '' && draft.number !== null && point && responsible && draft.source.trim() !== '';
}
