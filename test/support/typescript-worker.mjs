// Lets a worker thread of a test load .ts files on Node 20, as jest does for the test itself. Use: execArgv ['--import', this file].
import { register } from 'node:module';

register(new URL('./typescript-hooks.mjs', import.meta.url));
