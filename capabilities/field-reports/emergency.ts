/** The emergency button: a kind of its own that every server knows, whatever its vocabulary says. */
import { EMERGENCY_KIND, type KindDefinition } from './report.ts';

/** For vocabularies from before the kind; a version that holds it says its own words and addressees. */
export const emergencyName = { id: 'Darurat', en: 'Emergency' };

const emergency: KindDefinition = {
  key: EMERGENCY_KIND,
  name: emergencyName,
  icon: 'siren',
  addressees: ['polres', 'polda'],
  bypassesSubject: false,
  stance: 'resolve',
  hint: {
    id: 'Tombol darurat: jenisnya belum diketahui sampai diceritakan.',
    en: 'The emergency button: what it is stays unknown until somebody tells.',
  },
};

export function withEmergency(kinds: readonly KindDefinition[]): readonly KindDefinition[] {
  return kinds.some(({ key }) => key === EMERGENCY_KIND) ? kinds : [emergency, ...kinds];
}

/** What a person chooses from when something is to be told: an emergency is pressed, not chosen, unless it was already. */
export function tellable(kinds: readonly KindDefinition[], chosen: string | null): readonly KindDefinition[] {
  return kinds.filter(({ key }) => key !== EMERGENCY_KIND || key === chosen);
}
