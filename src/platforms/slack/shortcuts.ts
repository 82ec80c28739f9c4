/** `callback_id` of the shortcuts, in the manifest and in payloads. */
export const shortcuts = { find: 'find_resources', lookUp: 'look_up_resources' } as const;
