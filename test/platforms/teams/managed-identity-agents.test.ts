import { managedIdentity } from '../../contract/managed-identity.contract.ts';

managedIdentity('agents');
