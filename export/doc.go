// Package export writes the network in formats that other programs read:
// tables for spreadsheets, graphs for Gephi and networkx, Cypher for a database
// of one's own. Rows and nodes are written as they come, so that the size of a
// network costs no memory. The package reads through unigraph.Reader and knows
// no engine.
package export
