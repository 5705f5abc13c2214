import { systemRoom } from '#server/reactions/system-room.ts';
import { followUps } from './contract.ts';

export const upkeep = systemRoom('upkeep', followUps);
