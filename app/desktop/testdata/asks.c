/* Loads one page after the other in a web view as the window has it, whatever comes of
   them, and ends. */
#include <webkit2/webkit2.h>

static char **next;

static void ended(WebKitWebView *view, WebKitLoadEvent event, gpointer unused) {
  (void)unused;
  if (event != WEBKIT_LOAD_FINISHED) return;
  if (*next) webkit_web_view_load_uri(view, *next++);
  else gtk_main_quit();
}

/* No page of an error is shown in its place, which would be loaded too. */
static gboolean failed(WebKitWebView *view, WebKitLoadEvent event, gchar *address, GError *error, gpointer unused) {
  (void)view, (void)event, (void)address, (void)error, (void)unused;
  return TRUE;
}

int main(int argc, char **argv) {
  gtk_init(&argc, &argv);
  next = argv + 1;
  GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL), *view = webkit_web_view_new();
  gtk_container_add(GTK_CONTAINER(window), view);
  g_signal_connect(view, "load-changed", G_CALLBACK(ended), NULL);
  g_signal_connect(view, "load-failed", G_CALLBACK(failed), NULL);
  gtk_widget_show_all(window);
  webkit_web_view_load_uri(WEBKIT_WEB_VIEW(view), *next++);
  gtk_main();
  return 0;
}
