from accounts import devices


def remember_browsers(get_response):
    """Tells a browser that an owner has logged in with it. No page of the public sets this cookie or reads it."""

    def middleware(request):
        response = get_response(request)
        if cookie := devices.cookie(request):
            response.set_cookie(**cookie)
        return response

    return middleware
