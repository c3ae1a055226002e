"""The words of the network in the trail, gathered from the packages that write there."""
