/**
 * A request waits for an answer (open), was answered by a manager or the commune, or was withdrawn by the person who
 * made it.
 */
export const ACCESS_REQUEST_STATUSES = ['open', 'accepted', 'refused', 'withdrawn'] as const;
