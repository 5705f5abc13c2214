/** Why somebody could not wait: data, in the words of the screen. */
import { type Localized, oneOf } from '#shared/schema.ts';

export const causes = {
  'life-in-danger': { id: 'Nyawa atau kesehatan terancam', en: 'Life or health in danger' },
  'violence-spreading': { id: 'Kekerasan meluas melewati wilayah', en: 'Violence spreads across areas' },
  'colleague-unreachable': {
    id: 'Petugas wilayah itu tidak dapat dihubungi',
    en: 'The officer of that area cannot be reached',
  },
  'network-gone': { id: 'Jaringan posko wilayah itu putus', en: 'The network of that area’s post is gone' },
  disaster: { id: 'Bencana atau kebakaran', en: 'Disaster or fire' },
  'material-at-risk': {
    id: 'Logistik atau kotak suara dalam bahaya',
    en: 'Ballot boxes or material at risk',
  },
  other: { id: 'Lain, dijelaskan dalam alasan', en: 'Other, told in the reason' },
} as const satisfies Readonly<Record<string, Localized>>;

export const Cause = oneOf([
  'life-in-danger',
  'violence-spreading',
  'colleague-unreachable',
  'network-gone',
  'disaster',
  'material-at-risk',
  'other',
]);
