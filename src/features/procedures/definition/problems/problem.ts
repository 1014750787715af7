/**
 * A mistake in a definition: its place in the file, such as « steps.2.fields.0.if », and what is wrong, with the
 * remedy.
 */
export type Problem = { path: string; message: string };
