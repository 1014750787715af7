/** Waiting for an answer; answered by a manager or the commune; or taken back by the one who asked. */
export const ACCESS_REQUEST_STATUSES = ['open', 'accepted', 'refused', 'withdrawn'] as const;
