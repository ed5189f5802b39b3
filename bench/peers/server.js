// The peer of make bench-api: universities and their partners by country, from
// the same database, as @neo4j/graphql serves them.
//
//	node server.js BOLT_URL USERNAME PASSWORD
//
// It prints where it listens.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

const typeDefs = `#graphql
  type CountryCount {
    country: String
    partners: Int!
    agreements: Int!
  }
  type University @node(labels: ["Entity", "University"]) {
    id: ID!
    name: String!
    country: String
    partnersByCountry: [CountryCount!]! @cypher(columnName: "counted", statement: """
      MATCH (this)-[:SIGNED]->(f:Agreement {modality: 'done'})<-[:SIGNED]-(p:University)
      WITH p.country AS country, count(DISTINCT p) AS partners, count(DISTINCT f) AS agreements
      ORDER BY partners DESC, country
      RETURN {country: country, partners: partners, agreements: agreements} AS counted
    """)
  }
`;

const [url, username, password] = process.argv.slice(2);
const driver = neo4j.driver(url, neo4j.auth.basic(username, password), { telemetryDisabled: true });
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, includeStacktraceInErrorResponses: false });
const { url: address } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async () => ({ sessionConfig: { database: 'neo4j' } }),
});
console.log(new URL(address).host);
