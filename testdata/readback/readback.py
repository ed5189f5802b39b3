"""Reads exports back with networkx and tablib: readback.py DIRECTORY"""
import sys

import networkx
import tablib

folder = sys.argv[1]
graphml = networkx.read_graphml(f"{folder}/network.graphml")
gexf = networkx.read_gexf(f"{folder}/network.gexf")
assert set(graphml) == set(gexf), "the nodes differ"
assert graphml.number_of_edges() == gexf.number_of_edges() > 0, "the edges differ"
for node, data in graphml.nodes(data=True):
    assert data["name"] == gexf.nodes[node]["label"], node
with open(f"{folder}/agreements.csv", newline="", encoding="utf-8") as file:
    table = tablib.Dataset().load(file.read(), format="csv")
signed = [key for _, _, key, data in graphml.edges(keys=True, data=True) if data["kind"] == "SIGNED_WITH"]
ids = {key.partition("#")[0] for key in signed}
assert set(table["id"]) == ids, "the agreements differ"
assert not any(str(cell).startswith(("=", "+", "@")) for row in table for cell in row), "a formula"
print(f"{graphml.number_of_nodes()} nodes, {graphml.number_of_edges()} edges, {len(table)} agreements read back")
