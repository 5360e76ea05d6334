"""Who a browser is, the server's secret, and the headers of every answer."""
