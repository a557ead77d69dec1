"""What routing rules, their explanations and advice look like from outside."""
