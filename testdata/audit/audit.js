// Audits a server at the URL given for GraphQL over HTTP: every audit has to be ok.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const failed = results.filter((r) => r.status !== 'ok');
for (const { id, name, status, reason } of failed) console.log(`${status} ${id} ${name}: ${reason}`);
console.log(`${results.length - failed.length} of ${results.length} audits are ok`);
process.exit(failed.length || results.length !== 61 ? 1 : 0);
