export type TagColour = 'blue' | 'green' | 'yellow' | 'orange' | 'red' | 'purple' | 'grey';
/**
 * The model of views/partials/tag.ejs: a state in a word or two. The colour only repeats what the text says, and is chosen
 * beside the words, never in a template.
 */
export type Tag = { text: string; colour: TagColour };
