"""The host of the repository (GitHub, GitLab): edit links, forms and CODEOWNERS."""
