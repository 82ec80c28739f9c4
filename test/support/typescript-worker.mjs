// Lets a process or a worker thread load .ts files, as the suites do. Use: execArgv ['--import', this file].
import module from 'node:module';
import { load } from './typescript-hooks.mjs';

// Node.js 20 has no hooks in the same thread, and 26 warns of those in another.
if (module.registerHooks) module.registerHooks({ load });
else module.register(new URL('./typescript-hooks.mjs', import.meta.url));
