"""Who works here: people, the posts they hold, and how they and other systems prove who they are."""
