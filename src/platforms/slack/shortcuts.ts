/** `callback_id` of the shortcuts, in the manifest and in payloads. */
export const shortcuts = { find: 'find_resources', lookUp: 'look_up_resources' } as const;

/** `callback_id` of the steps for Workflow Builder, in the manifest and in payloads. */
export const steps = { lookUp: 'look_something_up', tip: 'tip_of_the_week' } as const;
