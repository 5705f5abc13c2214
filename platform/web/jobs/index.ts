export { JobProgress } from './job-progress.tsx';
export { JobBar, JobStateBadge } from './job-state.tsx';
export { OwnJobs } from './own-jobs.tsx';
export { useWatchedJobs } from './use-watched-jobs.ts';
