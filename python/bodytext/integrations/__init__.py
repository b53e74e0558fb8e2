"""bodytext on the engines that clean the web: each module here needs its engine, and is imported on use.

``bodytext.integrations.spark`` (also ``bodytext.spark``), ``.ray``, ``.daft``, ``.datatrove``, ``.nemo_curator``.
"""
