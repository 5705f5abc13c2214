import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BackupStanding } from '#shared/backup-doors.ts';
import { type Asked, useAsk } from '#web/api/index.ts';
import { readBackups } from '../contract.ts';

/** A backup that fails, or that nobody makes, writes no leaf: no live notice tells of it. */
const LOOK_EVERY_MS = 60_000;

/** How the backups stand, asked again and again while it is on the screen. */
export function useBackups(): Asked<BackupStanding> {
  const client = useQueryClient();
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: [readBackups.name] });
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
  return useAsk(readBackups, {});
}
