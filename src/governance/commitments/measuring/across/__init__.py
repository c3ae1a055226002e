"""An indicator over several agreements: what counts towards it, and the figure of them all.

The national figure of regions, or the regional one of municipalities. It tells of each agreement
what its committee adopted of lines that are for the committee, and is the same for every reader.
"""
