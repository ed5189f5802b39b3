"""What schemathesis is to put where the schema has scalars of its own."""

import schemathesis
from hypothesis import strategies
from schemathesis.graphql import nodes

COUNTRIES = ["CN", "FI", "DE", "XK", "cn", "C", "", "ZZZ", "中国"]
DATES = ["2018", "2018-11", "2018-11-14", "0000", "9999-12-31", "2018-13", "2018-02-30", "18", "", "yesterday", "2018-11-14T00:00:00Z"]

schemathesis.graphql.scalar("CountryCode", strategies.sampled_from(COUNTRIES).map(nodes.String))
schemathesis.graphql.scalar("Date", strategies.sampled_from(DATES).map(nodes.String))
