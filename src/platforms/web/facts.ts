import type { PlatformFacts } from '../platform.ts';

/** Facts of the web playground that hold whether or not it is open. */
export const webFacts: PlatformFacts = {
  name: 'web',
  title: 'the playground',
  deliveryPath: '/playground/messages',
  postsPerMinute: 600,
  reachesAbsent: false,
  isConfigured: () => true,
  repeatsUnknown: () => false,
  channelOf: (written) => ({ platform: 'web', address: written, direct: false })
};
