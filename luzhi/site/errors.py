"""What goes wrong in a site's folder, said so that the command line can translate it."""


class SiteError(Exception):
    """`message` is a msgid with %(name)s places, `params` fill them; str() gives the English text."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message, params)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params
